// Starts Swagger UI over the description that this node serves. Nothing is asked of any other host.
"use strict";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

// Where the node is, also when a proxy serves it below a path; the description says nothing of that.
const home = new URL(".", window.location.href);
const below = (request) => {
  const url = new URL(request.url, window.location.href);
  if (!url.pathname.startsWith(home.pathname)) {
    url.pathname = home.pathname + url.pathname.slice(1);
  }
  request.url = url.href;
  return request;
};

window.addEventListener("DOMContentLoaded", () => {
  SwaggerUIBundle({
    url: "api/v1/openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    validatorUrl: null,
    requestInterceptor: below,
    persistAuthorization: false,
    displayRequestDuration: true,
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
  });
});
