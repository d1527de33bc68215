package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.command.StreamNames;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.project.AddMember;
import portolan.language.project.ChangeMemberRole;
import portolan.language.project.DeleteProject;
import portolan.language.project.GrantRepositories;
import portolan.language.project.Member;
import portolan.language.project.WithdrawRepositoryGrant;
import portolan.language.refusal.Refusal;
import portolan.language.role.CreateRole;
import portolan.language.role.DeleteRole;
import portolan.language.role.RoleSpec;
import portolan.language.user.RegisterUser;
import portolan.language.user.Secret;

class CustomRolesTest {
  private static final Permission PUSH = new Permission("repository", "push");

  private final DecidingSide side = DecidingSide.shared();

  @Test
  void keepsARoleThatSomebodyHas() {
    var images = Images.inProject(side, -1);
    var role = side.send(new CreateRole(spec("keeper")));
    var choice = new RoleChoice(Role.LIMITED_GUEST, role);
    side.send(register("whoever owns the projects"));
    var user = side.send(register("keeper"));
    var member = new Member(Member.Kind.USER, user.value());
    var membership = side.send(new AddMember(images.project(), member, choice));
    var grant = side.send(new GrantRepositories(images.project(), member, "app", choice));

    assertThat(Refusals.of(() -> side.send(new DeleteRole(role))))
        .isEqualTo(new Refusal.RoleInUse(role.value()));
    side.send(new ChangeMemberRole(images.project(), membership, RoleChoice.of(Role.GUEST)));
    assertThat(Refusals.of(() -> side.send(new DeleteRole(role))))
        .isEqualTo(new Refusal.RoleInUse(role.value()));
    side.send(new WithdrawRepositoryGrant(images.project(), grant));
    side.send(new DeleteRole(role));

    assertThat(side.history(StreamNames.of(role))).containsExactly("role-created", "role-deleted");
    assertThat(
            Refusals.of(
                () -> side.send(new ChangeMemberRole(images.project(), membership, choice))))
        .isEqualTo(new Refusal.RoleUnknown(role.value()));
  }

  @Test
  void freesARoleWithTheProjectThatHadIt() {
    var images = Images.inProject(side, -1);
    var role = side.send(new CreateRole(spec("gone with it")));
    side.send(register("whoever owns them too"));
    var user = side.send(register("goner"));
    side.send(
        new AddMember(
            images.project(),
            new Member(Member.Kind.USER, user.value()),
            new RoleChoice(Role.GUEST, role)));

    side.send(new DeleteProject(images.project()));

    side.send(new DeleteRole(role));
    assertThat(Refusals.of(() -> side.send(new DeleteRole(role))))
        .isEqualTo(new Refusal.RoleUnknown(role.value()));
  }

  @Test
  void takesNoNameTwiceAndNoneOfHarbors() {
    side.send(new CreateRole(spec("Twice")));

    assertThat(Refusals.of(() -> side.send(new CreateRole(spec("tWICE")))))
        .isEqualTo(new Refusal.NameTaken("role", "tWICE"));
    for (var name : List.of("developer", "projectadmin", "", " x", "a/b")) {
      assertThat(Refusals.of(() -> side.send(new CreateRole(spec(name)))))
          .isInstanceOf(Refusal.NameInvalid.class);
    }
  }

  private static RoleSpec spec(String name) {
    return new RoleSpec(name, "", Role.GUEST, Set.of(PUSH));
  }

  private static RegisterUser register(String name) {
    return new RegisterUser(name, name + "@example.com", "", "", new Secret("argon"), false);
  }
}
