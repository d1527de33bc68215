/// How a "no" is said on the wire: the code, status and sentence of every refusal, for registry
/// clients and for the REST API.
///
/// Nothing else turns a refusal into a status. A fault is logged once with the request's id, and
/// the client gets that id and nothing of the cause.
@NullMarked
package portolan.edge.error;

import org.jspecify.annotations.NullMarked;
