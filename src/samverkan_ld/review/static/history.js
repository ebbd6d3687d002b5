// The model, and how it was before each change.

export function keep(model) {
  const before = [];
  const listeners = [];
  let last = null;

  function tell(what) {
    for (const listener of listeners) listener(what);
  }

  return {
    get model() {
      return model;
    },

    // Told of each change: whether what the program finds may change by it.
    onChange(listener) {
      listeners.push(listener);
    },

    // Change the model. Changes in a row that have the same tag are undone together: the letters
    // typed into a field.
    change(alter, tag = null) {
      if (tag === null || tag !== last) before.push(structuredClone(model));
      last = tag;
      alter(model);
      tell({ asks: true });
    },

    // What was typed so far is a change of its own.
    settle() {
      last = null;
    },

    // Take over what the program has found: no change of the editor's.
    take(alter) {
      alter(model);
      tell({ asks: false });
    },

    undo() {
      if (!before.length) return false;
      model = before.pop();
      last = null;
      tell({ asks: true });
      return true;
    },
  };
}
