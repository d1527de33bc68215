package portolan.language.project;

import java.util.Map;
import portolan.language.message.Command;
import portolan.language.oci.ProjectName;
import portolan.language.user.UserId;

/// Make a project. Its owner becomes project admin.
///
/// @param settings Harbor's metadata keys and values; `public` among them
/// @param storageLimit bytes, -1 for none
public record CreateProject(
    ProjectName name, UserId owner, Map<String, String> settings, long storageLimit)
    implements Command<ProjectId> {}
