/// Takes the bytes of an upload from the network to whatever keeps them, without holding many in
/// memory.
///
/// What both drivers need: backpressure counted in bytes, a hash that goes on from request to
/// request, and the rule that one session has one writer.
@NullMarked
package portolan.blob.upload;

import org.jspecify.annotations.NullMarked;
