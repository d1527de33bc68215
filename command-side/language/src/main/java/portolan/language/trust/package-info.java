/// Trust in workloads: a rule of a project says which tokens of an identity provider are exchanged
/// for a short-lived token of ours, and what that opens. Nobody keeps a secret for it.
@NullMarked
package portolan.language.trust;

import org.jspecify.annotations.NullMarked;
