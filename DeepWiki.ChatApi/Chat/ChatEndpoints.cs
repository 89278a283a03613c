using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Answering;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepWiki.ChatApi.Chat;

/// <summary>The chat transports: <c>/ws/chat</c> and the two raw HTTP streams.</summary>
internal static class ChatEndpoints
{
    // Draining and the last closes fit well into it; what is left then is cut.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatLimits>().Bind(configuration.GetSection(ChatLimits.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown);
        services.AddSingleton<ChatDrain>();
        services.AddSingleton<ChatCapacity>();
        services.AddSingleton<WatcherStreams>();
        services.AddSingleton<RequestRateLimiter>();
        services.AddAnswering();
        services.AddSingleton<QuestionChecker>();
        services.AddSingleton<ChatEngine>();
        services.AddSingleton<ISocketProtocol, PlainSocket>();
        services.AddSingleton<ChatUpgrade>();
        services.AddSingleton<ChatHttp>();
        return services;
    }

    public static void MapChat(this WebApplication app)
    {
        // Connecting to Redis blocks a thread. Many requests to a server just started would block all threads there are.
        _ = app.Services.GetRequiredService<ChatUpgrade>();

        app.Use(TransportCapturingUpgrade.KeepAsync);
        app.UseWebSockets();
        app.MapGet("/ws/chat", (HttpContext context, ChatUpgrade upgrade) => upgrade.ServeAsync(context))
            .Needs(Access.Work).DescribedAs(ChatDescriptions.Socket).Produces(StatusCodes.Status101SwitchingProtocols);
        app.MapPost("/chat/completions/stream", (HttpContext context, ChatHttp http) => http.ServeLegacyAsync(context))
            .RefusesAsLegacy().DescribedAs(ChatDescriptions.Legacy).Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        app.MapPost("/api/chat/stream", (HttpContext context, ChatHttp http) => http.ServeAsync(context))
            .DescribedAs(ChatDescriptions.Stream).Produces<string>(StatusCodes.Status200OK, "text/plain");
    }
}
