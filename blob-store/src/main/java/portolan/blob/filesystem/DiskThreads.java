package portolan.blob.filesystem;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Threads that may wait for the disk.
///
/// @param requests do what a request asks for
/// @param blocks write blocks for those, and wait for nobody but the disk
/// @param direct how many more requests may hold memory for [DirectBlocks]
record DiskThreads(Executor requests, Executor blocks, Semaphore direct) {}
