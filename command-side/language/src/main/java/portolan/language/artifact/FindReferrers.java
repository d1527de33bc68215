package portolan.language.artifact;

import java.util.Optional;
import portolan.language.message.Query;
import portolan.language.oci.Digest;
import portolan.language.repository.RepositoryId;

/// Which artifacts of a repository name this digest as their subject? In order of their digests.
/// The subject itself need not exist.
///
/// @param artifactType only referrers of exactly this type
/// @param after only referrers whose digest comes after this one
/// @param limit at most so many; the answer may end earlier, though never before its first
///   referrer, when annotations have filled some MiB
public record FindReferrers(
    RepositoryId repository,
    Digest subject,
    Optional<String> artifactType,
    Optional<Digest> after,
    int limit)
    implements Query<Referrers> {}
