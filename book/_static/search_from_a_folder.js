// The search page fetches each page it finds to quote from it. A browser refuses that to pages opened from a folder,
// where the list of titles has to do.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
