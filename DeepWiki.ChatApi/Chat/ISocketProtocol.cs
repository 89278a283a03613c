namespace DeepWiki.ChatApi.Chat;

/// <summary>A protocol that is spoken on <c>/ws/chat</c>.</summary>
internal interface ISocketProtocol
{
    /// <summary>Subprotocol that a client offers to speak it; null for the one that is spoken when no other is.</summary>
    string? Name { get; }

    /// <summary>Serves one connection until it is closed; never throws for what the peer does.</summary>
    /// <param name="context">The request.</param>
    /// <param name="acceptAsync">Upgrades the request: until then a refusal has a status.</param>
    /// <exception cref="Core.Errors.DeepWikiException">The request is refused, before it was upgraded.</exception>
    Task ServeAsync(HttpContext context, Func<Task<ChatSocket>> acceptAsync);
}
