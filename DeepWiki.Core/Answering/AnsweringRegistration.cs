using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Answering.Tools;
using DeepWiki.Core.Models.Catalog;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Core.Answering;

/// <summary>Registers what writes answers; needs <c>AddProviders</c> beside it.</summary>
public static class AnsweringRegistration
{
    /// <summary>Adds the extractive answers of provider <c>local</c> and the <see cref="KernelFactory"/> of models that call functions.</summary>
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IChatClient, LocalChatClient>(ProviderNames.Local);
        services.AddSingleton<KernelFactory>();
        return services;
    }
}
