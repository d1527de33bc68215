package portolan.edge.oidc;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import portolan.edge.outside.BoundedWeb;

/// Asks what the Nimbus SDK wants to know, within our bounds.
record ProviderQuestions(BoundedWeb web) implements HTTPRequestSender {

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest question) throws IOException {
    var body = Objects.requireNonNullElse(question.getBody(), "");
    var request =
        BoundedWeb.to(question.getURI())
            .method(
                question.getMethod().name(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    question
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    var answer = web.ask(request);
    var response = new HTTPResponse(answer.statusCode());
    answer
        .headers()
        .map()
        .forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
    response.setBody(answer.body());
    return response;
  }
}
