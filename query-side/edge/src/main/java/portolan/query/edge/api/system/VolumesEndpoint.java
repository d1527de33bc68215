package portolan.query.edge.api.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.identity.Caller;
import portolan.language.access.Permission;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// How much room there is for blobs.
@RestController
public class VolumesEndpoint {
  private static final Permission READ = new Permission("system-volumes", "read");

  private final Access access;
  private final Volumes volumes;

  public VolumesEndpoint(Access access, Volumes volumes) {
    this.access = access;
    this.volumes = volumes;
  }

  /// Looks at the volumes that blobs are written to; may wait for a disk.
  @FunctionalInterface
  public interface Volumes {
    /// Nothing when blobs are kept in an object store, which has no size.
    List<Volume> look();
  }

  /// Sizes in bytes.
  public record Volume(long total, long free) {}

  /// @param storage null when there is no volume
  @JsonInclude
  public record SystemInformation(@Nullable List<Volume> storage) {
    static SystemInformation of(List<Volume> volumes) {
      return new SystemInformation(volumes.isEmpty() ? null : volumes);
    }
  }

  @GetMapping("/api/v2.0/systeminfo/volumes")
  public Mono<SystemInformation> volumes(Caller caller) {
    access.requireSystem(caller, READ);
    return Mono.fromCallable(volumes::look)
        .subscribeOn(Schedulers.boundedElastic())
        .map(SystemInformation::of);
  }
}
