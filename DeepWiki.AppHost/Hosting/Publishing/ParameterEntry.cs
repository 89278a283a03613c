using System.Text.Json.Nodes;
using DeepWiki.AppHost.Hosting.Configuration;

namespace DeepWiki.AppHost.Hosting.Publishing;

/// <summary>A parameter as a deployment asks for it; the value that it has here is written only when the graph says so.</summary>
internal static class ParameterEntry
{
    public static JsonObject Create(ParameterResource parameter, string? connectionString = null)
    {
        var input = new JsonObject { ["type"] = "string" };
        if (parameter.Secret)
        {
            input["secret"] = true;
        }

        if (Default(parameter) is { } standard)
        {
            input["default"] = standard;
        }

        var entry = new JsonObject { ["type"] = "parameter.v0" };
        if (connectionString is not null)
        {
            entry["connectionString"] = connectionString;
        }

        entry["value"] = $"{{{parameter.Name}.inputs.value}}";
        entry["inputs"] = new JsonObject { ["value"] = input };
        return entry;
    }

    private static JsonObject? Default(ParameterResource parameter) => parameter.Default switch
    {
        GeneratedPassword password => new JsonObject { ["generate"] = Rule(password) },
        null => parameter.PublishesDefault ? new JsonObject { ["value"] = parameter.Resolve() } : null,
        _ => throw new DistributedApplicationException($"'{parameter.Name}' cannot be published: nobody knows how to describe its default."),
    };

    private static JsonObject Rule(GeneratedPassword password)
    {
        var rule = new JsonObject { ["minLength"] = GeneratedPassword.Length };
        if (!password.HasSpecial)
        {
            rule["special"] = false;
        }

        return rule;
    }
}
