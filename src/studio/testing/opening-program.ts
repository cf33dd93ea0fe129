/** Opens and closes the library of its argument, and prints how many file calls that took: see failing-files.cpp. */
import { openStore } from '../store/store.ts';

const [folder = ''] = process.argv.slice(2);
const store = await openStore({ folder, now: () => 5000, usedElsewhere: () => false });
store.close();
console.log(process.env.FAIL_COUNT ?? '0');
