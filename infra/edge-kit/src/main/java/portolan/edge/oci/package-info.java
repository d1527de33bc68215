/// The entrance for registry clients: what a path below `/v2` asks for, who may ask, and how a
/// client without the right to is told where to sign in.
///
/// Every request is decided here before an endpoint sees it: the path is read once from its raw
/// form, the caller is identified, the project is found and the right is asked. A project that the
/// caller may not use and one that does not exist get the same answer.
@NullMarked
package portolan.edge.oci;

import org.jspecify.annotations.NullMarked;
