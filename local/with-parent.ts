/** Loaded into every process of the laptop's cloud: when the one that started it is gone, it ends as if asked to. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
