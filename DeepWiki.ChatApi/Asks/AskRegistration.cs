using DeepWiki.ChatApi.Asks.Requests;

namespace DeepWiki.ChatApi.Asks;

/// <summary>Registers what takes asks on and answers them, whatever transport they come over.</summary>
internal static class AskRegistration
{
    public static IServiceCollection AddAskCore(this IServiceCollection services)
    {
        services.AddSingleton<AskCallers>();
        services.AddSingleton<AskOrders>();
        services.AddSingleton<ConversationKeys>();
        services.AddSingleton<AskStores>();
        services.AddSingleton<AskRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<AskRegistry>());
        services.AddSingleton<AskRunner>();
        services.AddSingleton<AskTakeover>();
        services.AddSingleton<AskReaders>();
        services.AddSingleton<AskStarter>();
        services.AddSingleton<AskControls>();
        return services;
    }
}
