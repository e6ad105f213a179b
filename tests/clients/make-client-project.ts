/** Packs the client and installs it in the folder `project` of this one. */
import { makeClientProject } from '@async-events/testkit/client-project'

console.log(await makeClientProject(process.cwd()))
