/// What every REST operation has in common: who calls is known before it runs, bodies are small and
/// shallow, JSON looks as Harbor's clients expect it.
///
/// A controller takes a [portolan.edge.identity.Caller] and, where it lists, a
/// [portolan.language.list.PageRequest] as parameters; both come by themselves.
@NullMarked
package portolan.edge.api;

import org.jspecify.annotations.NullMarked;
