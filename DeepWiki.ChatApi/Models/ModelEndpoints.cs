using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Chat;

namespace DeepWiki.ChatApi.Models;

/// <summary>The providers and models there are, and which of them can be asked now.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this WebApplication app) =>
        app.MapGet("/api/models", Get).Needs(Access.Read).DescribedAs(Description).Produces<IReadOnlyList<ProviderView>>();

    private static RouteDescription Description => new(
        "The providers and models that can be asked",
        "In the order of menus. A provider that is not available says what has to be set, or that it has failed several times in a row.")
    {
        Errors = [ErrorCode.Unauthorized],
    };

    private static IResult Get(ModelCatalog catalog, ChatModels models) =>
        TypedResults.Json<IReadOnlyList<ProviderView>>([.. catalog.Providers.Select(provider => View(provider, models))], RepositoryResponse.Json);

    private static ProviderView View(CatalogProvider provider, ChatModels models)
    {
        var reason = models.FindFault(provider);
        return new ProviderView(
            provider.Id, provider.Name, reason is null, reason,
            [.. provider.Models.Select(model => new ProviderModelView(model.Id, model.Id == provider.DefaultModel))]);
    }
}
