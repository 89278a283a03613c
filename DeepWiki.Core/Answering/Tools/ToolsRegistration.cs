using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>Registers what a model needs to call functions; needs <c>AddProviders</c> beside it.</summary>
public static class ToolsRegistration
{
    public static IServiceCollection AddTools(this IServiceCollection services) => services.AddSingleton<KernelFactory>();
}
