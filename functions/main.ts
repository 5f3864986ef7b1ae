/** The registry: every function of the app, registered by importing its file. */
import './queues.ts';
import './dead-letters.ts';
import './timers.ts';
import './api/serve.ts';
