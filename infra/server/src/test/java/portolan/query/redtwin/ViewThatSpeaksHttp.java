package portolan.query.redtwin;

import org.springframework.http.HttpStatus;

/// Red twin: words an answer far from the edge.
public class ViewThatSpeaksHttp {
  public HttpStatus status() {
    return HttpStatus.NOT_FOUND;
  }
}
