using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Security;

/// <summary>
/// Rights of callers without a key. Only its own user reaches a service in development, or one that listens on loopback
/// alone; any other is read by all, and works for those with a key.
/// </summary>
internal sealed class AnonymousPolicy(IOptions<SecurityOptions> options, IHostEnvironment environment, ListeningScope scope)
{
    // Where the server listens is known once it does.
    private readonly Lazy<AnonymousUse> use = new(() => options.Value.Anonymous
        ?? (environment.IsDevelopment() || scope.IsLoopbackOnly ? AnonymousUse.Full : AnonymousUse.Read));

    public AnonymousUse Use => use.Value;

    /// <summary>True when a caller without a key may call a route that needs this.</summary>
    public bool Allows(Access access) => Use >= (access == Access.Read ? AnonymousUse.Read : AnonymousUse.Full);
}
