package portolan.language.artifact;

import portolan.language.message.Query;
import portolan.language.oci.Digest;

/// Does any artifact show this blob as its icon?
public record IsIcon(Digest digest) implements Query<Boolean> {}
