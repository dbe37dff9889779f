// Prints matplotlib's list of fonts, which would take a page two seconds to make.
//     fonts.mjs PACKS
import { start } from "./python_in_node.mjs";

const python = await start(process.argv[2]);
const [{ text }] = python
  .run(
    1,
    `
import json, logging
import matplotlib.font_manager as fonts
logging.disable()
print(json.dumps(fonts.fontManager, cls=fonts._JSONEncoder, sort_keys=True))
`,
  )
  .filter(({ name }) => name === "stdout");
process.stdout.write(text);
