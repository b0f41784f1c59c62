// Starts Swagger UI over the description that this node serves. Nothing is asked of any other host.
"use strict";

window.addEventListener("DOMContentLoaded", () => {
  SwaggerUIBundle({
    // Relative to the page, so that a proxy may serve the node below a path.
    url: "api/v1/openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    validatorUrl: null,
    persistAuthorization: false,
    displayRequestDuration: true,
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
  });
});
