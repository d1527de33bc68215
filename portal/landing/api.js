// A session needs a token for whatever changes something; each answer brings the next one.
const TOKEN = 'X-Harbor-CSRF-Token';
let token = '';

SwaggerUIBundle({
  url: '/api/v2.0/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  filter: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    if (token) {
      request.headers[TOKEN] = token;
    }
    return request;
  },
  responseInterceptor: (response) => {
    token = response.headers[TOKEN.toLowerCase()] || token;
    return response;
  },
});
