using DeepWiki.ChatApi.Chat;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>Registers the typed protocol of <c>/ws/chat</c>.</summary>
internal static class TypedSocketRegistration
{
    public static IServiceCollection AddTypedSocket(this IServiceCollection services)
    {
        services.AddSingleton<SocketSubscriptions>();
        services.AddSingleton<SocketEnvironment>();
        services.AddSingleton<SocketServices>();
        services.AddSingleton<ISocketProtocol, TypedSocket>();
        return services;
    }
}
