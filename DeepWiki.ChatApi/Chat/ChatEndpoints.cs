using DeepWiki.Core.Errors;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepWiki.ChatApi.Chat;

/// <summary>The chat transports: <c>/ws/chat</c> and the two raw HTTP streams.</summary>
internal static class ChatEndpoints
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatLimits>().Bind(configuration.GetSection(ChatLimits.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ChatCapacity>();
        services.AddSingleton<ChatEngine>();
        services.AddTransient<PlainSocket>();
        services.AddSingleton<ChatHttp>();
        return services;
    }

    public static void MapChat(this WebApplication app)
    {
        app.UseWebSockets();
        app.Map("/ws/chat", ServeSocketAsync);
        app.MapPost("/chat/completions/stream", (HttpContext context, ChatHttp http) => http.ServeOriginalAsync(context));
        app.MapPost("/api/chat/stream", (HttpContext context, ChatHttp http) => http.ServeAsync(context));
    }

    private static async Task ServeSocketAsync(HttpContext context, ChatCapacity capacity, PlainSocket plain, IHostApplicationLifetime lifetime)
    {
        // A route ignores a trailing slash; the protocol knows exactly one path.
        if (context.Request.Path != "/ws/chat")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.SecWebSocketVersion = "13";
            return;
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested || !capacity.TryOpenSocket())
        {
            await RefuseAsync(context);
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(
                new WebSocketAcceptContext { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive, DangerousEnableCompression = false });
            await plain.ServeAsync(socket, context.RequestAborted, lifetime.ApplicationStopping);
        }
        finally
        {
            capacity.CloseSocket();
        }
    }

    private static Task RefuseAsync(HttpContext context)
    {
        var error = new DeepWikiException(ErrorCode.Busy, "No capacity is left.") { RetryAfter = TimeSpan.FromSeconds(5) };
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "5";
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(Problem.From(error, context).ToJsonString(Problem.Json));
    }
}
