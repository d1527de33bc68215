/// What administrators set for the whole registry: who may sign in and how, what new projects may
/// store, whether anything may be changed at all. Every change is history, secrets excepted: of
/// those only the fact that they changed.
@NullMarked
package portolan.language.configuration;

import org.jspecify.annotations.NullMarked;
