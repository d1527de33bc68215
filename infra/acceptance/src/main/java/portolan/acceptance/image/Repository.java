package portolan.acceptance.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import portolan.acceptance.client.Answer;
import portolan.acceptance.client.Client;

/// A repository as one caller sees it.
///
/// The methods that are called `push…` expect success; the others hand back the answer.
public record Repository(String name, Client client) {

  /// The same repository as another caller sees it.
  public Repository as(Client other) {
    return new Repository(name, other);
  }

  /// The path of something in it.
  public String path(String inside) {
    return "/v2/" + name + "/" + inside;
  }

  /// Pushes an image with everything that it names, under a tag.
  public Image push(String tag, Image image) {
    image.blobs().forEach(this::pushBlob);
    pushManifest(tag, image.manifest());
    return image;
  }

  public Content pushBlob(Content blob) {
    assertThat(putBlob(blob)).hasStatus(201).hasHeader("Docker-Content-Digest", blob.digest());
    return blob;
  }

  public Content pushManifest(String reference, Content manifest) {
    assertThat(putManifest(reference, manifest))
        .hasStatus(201)
        .hasHeader("Docker-Content-Digest", manifest.digest());
    return manifest;
  }

  /// Begins an upload; the answer says where it goes on.
  public Answer begin() {
    return client.post(path("blobs/uploads/"));
  }

  /// Uploads a blob: begins, and sends it whole.
  public Answer putBlob(Content blob) {
    var begun = begin();
    if (begun.status() != 202) {
      return begun;
    }
    return finish(begun, blob.bytes(), blob.digest());
  }

  /// Ends an upload with its last bytes.
  public Answer finish(Answer upload, byte[] bytes, String digest) {
    return client.upload(
        "PUT", withDigest(upload.location(), digest), bytes, "Content-Type", Content.OCTETS);
  }

  public static String withDigest(String location, String digest) {
    return location + (location.contains("?") ? "&" : "?") + "digest=" + digest;
  }

  public Answer putManifest(String reference, Content manifest) {
    return client.upload(
        "PUT",
        path("manifests/" + reference),
        manifest.bytes(),
        "Content-Type",
        manifest.mediaType());
  }

  public Answer manifest(String reference) {
    return client.get(
        path("manifests/" + reference),
        "Accept",
        String.join(
            ", ", Image.OCI_MANIFEST, Image.OCI_INDEX, Image.DOCKER_MANIFEST, Image.DOCKER_LIST));
  }

  public Answer blob(String digest) {
    return client.get(path("blobs/" + digest));
  }

  public Answer deleteManifest(String reference) {
    return client.delete(path("manifests/" + reference));
  }

  /// All of its tags, page by page.
  public List<String> tags() {
    var tags = new ArrayList<String>();
    var next = java.util.Optional.of(path("tags/list?n=1000"));
    while (next.isPresent()) {
      var page = client.get(next.get());
      assertThat(page).hasStatus(200);
      page.json().path("tags").valueStream().forEach(tag -> tags.add(tag.asString()));
      next = Pages.next(page);
    }
    return tags;
  }

  /// The digests of what refers to a manifest.
  public List<String> referrers(String digest) {
    var answer = client.get(path("referrers/" + digest));
    assertThat(answer).hasStatus(200);
    return answer
        .json()
        .path("manifests")
        .valueStream()
        .map(entry -> entry.path("digest").asString())
        .toList();
  }

  /// The path of this repository in the REST API.
  public String api() {
    int slash = name.indexOf('/');
    var rest = name.substring(slash + 1).replace("/", "%252F");
    return "/api/v2.0/projects/" + name.substring(0, slash) + "/repositories/" + rest;
  }
}
