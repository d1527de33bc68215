package portolan.blob.filesystem;

import java.util.concurrent.Executor;

/// Threads that may wait for the disk.
///
/// @param requests do what a request asks for
/// @param blocks write blocks for those, and wait for nobody but the disk
record DiskThreads(Executor requests, Executor blocks) {}
