import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import { ROUTE } from './endpoint.js';

/** Stops the start when a controller's handler is not an `@Endpoint`: such a route would have no policy. */
export function refuseRoutesWithoutPolicy(app: INestApplication): void {
  const scanner = new MetadataScanner();
  for (const { instance, name } of app.get(DiscoveryService).getControllers()) {
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    for (const method of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[method]!;
      if (Reflect.hasMetadata(PATH_METADATA, handler) && !Reflect.hasMetadata(ROUTE, handler)) {
        throw new Error(
          `${name}.${method} is a route without a policy: declare it in libs/contracts and serve it with @Endpoint(route).`,
        );
      }
    }
  }
}
