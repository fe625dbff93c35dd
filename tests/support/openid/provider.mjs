// A real OpenID Connect provider on loopback: node provider.mjs PORT CLIENT_ORIGIN
// Whoever signs in is known by the name that was typed, and is in forty groups and in the group of that name.
import { Provider } from "oidc-provider";

const [port, origin] = process.argv.slice(2);
const GROUPS = Array.from({ length: 40 }, (_, number) => `organisation-unit-with-a-long-name-${number}`);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "liantu",
      client_secret: "a-secret-for-tests-only",
      redirect_uris: [`${origin}/sign-in/callback`],
      post_logout_redirect_uris: [`${origin}/sign-in`],
    },
  ],
  claims: { openid: ["sub", "groups"], profile: ["name", "preferred_username"], email: ["email", "email_verified"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      name: `${id} 先生`,
      preferred_username: id,
      email: `${id}@example.org`,
      email_verified: true,
      groups: [...GROUPS, id],
    }),
  }),
  cookies: { keys: ["a-key-for-tests-only"] },
  features: { rpInitiatedLogout: { enabled: true } },
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
