package portolan.command.edge.oci;

import java.util.List;
import portolan.blob.Blobs;
import portolan.blob.Uploads;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.edge.oci.Rights;
import portolan.edge.oci.V2Endpoint;

/// All that changes something below `/v2`, for the router of a command node.
///
/// @param holdings keeps uploaded blobs for their repositories
/// @param budget spares uploads without room
/// @param sources where blobs can be mounted from
/// @param ids names upload sessions; the same key on every node
/// @param open bounds what one principal has open
public record RegistryWrites(
    Queries queries,
    Commands commands,
    Rights rights,
    Blobs blobs,
    Uploads uploads,
    Holdings holdings,
    StorageBudget budget,
    MountSources sources,
    UploadIds ids,
    OpenUploads open) {

  public List<V2Endpoint> endpoints() {
    var sessions = new UploadSessions(queries, uploads, ids, open, holdings, budget);
    var mounts = new Mounts(queries, rights, blobs, sources, holdings, budget);
    return List.of(
        new UploadStartEndpoint(sessions, mounts),
        new UploadEndpoint(sessions),
        new ManifestEndpoint(blobs, commands),
        new ManifestDeletionEndpoint(queries, commands),
        new BlobDeletionEndpoint(commands));
  }
}
