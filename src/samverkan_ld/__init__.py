"""samverkan-ld: Swedish public-sector articles and registers as linked data others can rely on."""

from samverkan_ld.api import open as open
