/// People and tools that speak to the registry.
///
/// Whatever they do, the registry never answers 5xx and never shows its inside; [Client] sees to it
/// in every single call.
@NullMarked
package portolan.acceptance.client;

import org.jspecify.annotations.NullMarked;
