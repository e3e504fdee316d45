// Turns the link to the description into Swagger UI; without the library or without scripts the link stays.
const place = document.querySelector("#api-docs");

if (place && globalThis.SwaggerUIBundle) {
  globalThis.SwaggerUIBundle({ url: place.dataset.url, domNode: place, deepLinking: true, validatorUrl: null });
}
