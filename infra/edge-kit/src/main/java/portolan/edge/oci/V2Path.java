package portolan.edge.oci;

import portolan.language.oci.Digest;
import portolan.language.oci.Reference;
import portolan.language.oci.RepositoryName;
import portolan.language.refusal.Refusal;

/// What a path below `/v2` asks for.
///
/// It is read from the raw path, once, from the right, since a repository may have components
/// called `manifests`, `blobs` or `tags`. Nothing is decoded or normalised first, so no two
/// spellings of a path reach different decisions; a path with `..`, `//` or an encoded character is
/// refused. The one exception is `%3A` for the colon of a digest, which some clients send.
///
/// Source: OCI distribution-spec, "Endpoints".
public sealed interface V2Path {

  /// A path below a repository.
  sealed interface InRepository extends V2Path {
    RepositoryName repository();
  }

  /// `/v2/`: does this server speak the protocol?
  record Base() implements V2Path {}

  /// `/v2/_catalog`
  record Catalog() implements V2Path {}

  /// `/v2/NAME/tags/list`
  record Tags(RepositoryName repository) implements InRepository {}

  /// `/v2/NAME/manifests/REFERENCE`
  record Manifest(RepositoryName repository, Reference reference) implements InRepository {}

  /// `/v2/NAME/blobs/DIGEST`
  record Blob(RepositoryName repository, Digest digest) implements InRepository {}

  /// `/v2/NAME/blobs/uploads/`
  record Uploads(RepositoryName repository) implements InRepository {}

  /// `/v2/NAME/blobs/uploads/SESSION`; the session's name is as the client sent it.
  record Upload(RepositoryName repository, String session) implements InRepository {}

  /// `/v2/NAME/referrers/DIGEST`
  record Referrers(RepositoryName repository, Digest subject) implements InRepository {}

  /// A path that asks for nothing, and why.
  record Malformed(Refusal why) implements V2Path {}

  /// Reads a raw path that is `/v2` or begins with `/v2/`.
  static V2Path parse(String raw) {
    return new V2PathParser(raw).parse();
  }
}
