using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Models.OpenAi;
using DeepWiki.Core.Models.Remote;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Models;

/// <summary>Registers the models that answer and embed.</summary>
public static class ProviderRegistration
{
    // A provider whose limit is lower than the number of answers would refuse those that were let in.
    private const string AnswersSetting = "Chat:MaxAnswers";

    /// <summary>
    /// Adds <see cref="ChatModels"/>, the <see cref="EmbeddingProfile"/> in use and its <c>IEmbeddingGenerator&lt;string, Embedding&lt;float&gt;&gt;</c>,
    /// all as singletons. Without any configuration they are the local ones. Provider <c>local</c> answers without a model (<c>AddAnswering</c>).
    /// </summary>
    public static IServiceCollection AddProviders(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ModelOptions>()
            .Bind(configuration.GetSection(ModelOptions.SectionName))
            .PostConfigure(options => options.MaxConcurrentCalls ??= configuration.GetValue<int?>(AnswersSetting))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<TelemetryOptions>().Bind(configuration.GetSection(TelemetryOptions.SectionName));
        var catalog = CatalogFile.Read(configuration);
        services.AddSingleton(catalog);
        services.AddSingleton<IValidateOptions<ModelOptions>>(new ModelOptionsValidator(configuration, catalog));
        services.AddOptions<EmbedderOptions>()
            .Bind(configuration.GetSection(EmbedderOptions.SectionName))
            .PostConfigure(options => options.Type = configuration[EmbedderOptions.TypeVariable] is { Length: > 0 } type ? type : options.Type)
            .PostConfigure(options => EmbedderFile.Apply(configuration, options))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmbedderOptions>, EmbedderOptionsValidator>();

        services.AddSingleton(provider => new ProviderEndpoints(configuration, provider.GetRequiredService<IOptions<ModelOptions>>().Value));
        services.AddSingleton(provider => new ModelPrices(provider.GetRequiredService<IOptions<ModelOptions>>()));
        services.AddSingleton<RemoteProviders>();

        // By hand, as the container calls only public constructors, and one here would make clients and keys of providers public.
        services.AddSingleton(provider => new ChatModels(
            provider.GetRequiredService<ModelCatalog>(),
            provider.GetRequiredService<ProviderEndpoints>(),
            provider.GetRequiredService<RemoteProviders>(),
            provider.GetRequiredService<IOptions<ModelOptions>>(),
            provider.GetRequiredService<IOptions<TelemetryOptions>>(),
            provider.GetRequiredService<ILogger<ChatModels>>()));
        services.AddSingleton(provider => EmbeddingProfiles.FromOptions(provider.GetRequiredService<IOptions<EmbedderOptions>>().Value));
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider =>
        {
            var profile = provider.GetRequiredService<EmbeddingProfile>();
            return new TracedEmbeddingGenerator(Generator(provider, profile), profile);
        });
        return services;
    }

    private static IEmbeddingGenerator<string, Embedding<float>> Generator(IServiceProvider provider, EmbeddingProfile profile)
    {
        if (profile.Provider == ProviderNames.Local)
        {
            return new LocalEmbeddingGenerator();
        }

        return provider.GetRequiredService<ProviderEndpoints>()[profile.Provider].MissingSetting is { } missing
            ? new UnconfiguredEmbeddingGenerator(profile, missing)
            : new RemoteEmbeddingGenerator(
                provider.GetRequiredService<RemoteProviders>()[profile.Provider].Embedder(profile.Model), profile,
                provider.GetRequiredService<IOptions<EmbedderOptions>>().Value);
    }
}
