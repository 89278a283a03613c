using System.Buffers;
using System.Text;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Languages;
using DeepWiki.ChatApi.Legacy.OpenApi;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Chat;

namespace DeepWiki.ChatApi.Legacy.Models;

/// <summary>Endpoints of the choices a client offers its user: languages, providers and models.</summary>
internal static class CatalogEndpoints
{
    public static IServiceCollection AddCatalog(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(InterfaceLanguages.Read(configuration));

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lang/config", (InterfaceLanguages languages) => Json(target => Write(languages, target)))
            .DescribedAs(LegacyDescriptions.Languages).Produces<LanguagesBody>();
        routes.MapGet("/models/config", (ModelCatalog catalog, ChatModels models) => Json(target => Write(catalog, models.DefaultProvider, target)))
            .DescribedAs(LegacyDescriptions.Models).Produces<ModelsBody>();
    }

    private static void Write(InterfaceLanguages languages, JsonTarget target)
    {
        target.BeginObject();
        target.Name("supported_languages"u8);
        target.BeginObject();
        foreach (var (code, name) in languages.Names)
        {
            target.Name(Encoding.UTF8.GetBytes(code));
            target.Text(name);
        }

        target.EndObject();
        target.Name("default"u8);
        target.Text(languages.Default);
        target.EndObject();
    }

    private static void Write(ModelCatalog catalog, string defaultProvider, JsonTarget target)
    {
        target.BeginObject();
        target.Name("providers"u8);
        target.BeginArray();
        foreach (var provider in catalog.Providers)
        {
            Write(provider, target);
        }

        target.EndArray();
        target.Name("defaultProvider"u8);
        target.Text(defaultProvider);
        target.EndObject();
    }

    private static void Write(CatalogProvider provider, JsonTarget target)
    {
        target.BeginObject();
        target.Name("id"u8);
        target.Text(provider.Id);
        target.Name("name"u8);
        target.Text(provider.Name);
        target.Name("models"u8);
        target.BeginArray();

        // Clients take the first one as the default.
        foreach (var model in provider.Models.OrderByDescending(model => model.Id == provider.DefaultModel))
        {
            target.BeginObject();
            target.Name("id"u8);
            target.Text(model.Id);
            target.Name("name"u8);
            target.Text(model.Id);
            target.EndObject();
        }

        target.EndArray();
        target.Name("supportsCustomModel"u8);
        target.Raw(provider.SupportsCustomModel ? "true"u8 : "false"u8);
        target.EndObject();
    }

    private static IResult Json(Action<JsonTarget> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(new JsonTarget(bytes, indented: false));
        return TypedResults.Bytes(bytes.WrittenMemory, "application/json");
    }
}
