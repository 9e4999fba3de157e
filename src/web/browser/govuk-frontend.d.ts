/** The library has no types of its own; this is as much of it as we use. */
declare module 'govuk-frontend' {
  type Component = new (root: Element) => object;
  export const Button: Component;
  export const ErrorSummary: Component;
  export const NotificationBanner: Component;
  export const Radios: Component;
  export const ServiceNavigation: Component;
  export const SkipLink: Component;
  export function createAll(component: Component): object[];
}

declare module '@ministryofjustice/frontend/moj/components/multi-select/multi-select.mjs' {
  export const MultiSelect: new (root: Element) => object;
}
