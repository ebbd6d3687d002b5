// Days and other moments as people write them, to the form that records have.

const MONTHS = [
  ["januari", "jan", "january"],
  ["februari", "feb", "february"],
  ["mars", "mar", "march"],
  ["april", "apr"],
  ["maj", "may"],
  ["juni", "jun", "june"],
  ["juli", "jul", "july"],
  ["augusti", "aug", "august"],
  ["september", "sep", "sept"],
  ["oktober", "okt", "october", "oct"],
  ["november", "nov"],
  ["december", "dec"],
];

const two = (number) => String(number).padStart(2, "0");

function isInCalendar(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

// 2017, 2017-05 or 2017-05-01 for what says so in words or figures; else the words as they are.
export function readMoment(words) {
  const text = words.trim().replace(/\s+/g, " ");
  const named = text.match(/(?:(\d{1,2})(?:\s?(?:e|:e|st|nd|rd|th))? )?(\p{L}+)\.? (\d{4})/u);
  if (named) {
    const month = MONTHS.findIndex((names) => names.includes(named[2].toLowerCase())) + 1;
    if (month) return [named[3], two(month), ...(named[1] ? [two(named[1])] : [])].join("-");
  }
  const swedish = text.match(/\b(\d{1,2})\/(\d{1,2})[ -](\d{4})\b/);
  if (swedish) return `${swedish[3]}-${two(swedish[2])}-${two(swedish[1])}`;
  const figures = text.match(/\b\d{4}(?:-\d{2}(?:-\d{2})?)?\b/);
  return figures ? figures[0] : text;
}

export function isMoment(text) {
  const found = text.match(/^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/);
  return Boolean(found) && isInCalendar(+found[1], +(found[2] ?? 1), +(found[3] ?? 1));
}

export function isDay(text) {
  return text.length === 10 && isMoment(text);
}
