// Loaded into every service before its own code: a service whose launcher was killed ends, even in the middle of its
// start or when its own closing hangs, so that the next start finds the port and the database free.
const patience = 3_000;

process.on('disconnect', () => {
  setTimeout(() => process.exit(0), patience).unref();
});
