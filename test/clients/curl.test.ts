import { curl } from './curl.ts';
import { clientSuite } from './suite.ts';
import { TOOLS } from './tools.ts';

clientSuite({ name: 'curl', tool: TOOLS.curl, protocols: ['ftp', 'ftps', 'sftp'], client: curl });
