using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.Azure;
using DeepWiki.AppHost.Hosting.Model;

namespace DeepWiki.AppHost.Hosting.Publishing;

/// <summary>Describes resources as deployment tools read them; paths are relative to the folder of the manifest.</summary>
internal sealed class ManifestWriter(string folder, DistributedApplicationExecutionContext execution)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ManifestValues values = new(execution);

    public string Write(IResourceCollection resources)
    {
        var entries = new JsonObject();
        foreach (var resource in resources.Where(resource => !resource.Annotations.OfType<ManifestExclusionAnnotation>().Any()))
        {
            entries[resource.Name] = Entry(resource);
        }

        // Passwords that the graph made up have no place in it: they follow in the order of their use.
        foreach (var parameter in values.Named.OfType<ParameterResource>().Where(parameter => !resources.Contains(parameter)))
        {
            if (!entries.TryAdd(parameter.Name, ParameterEntry.Create(parameter)))
            {
                throw new DistributedApplicationException($"Two resources would be published as '{parameter.Name}'.");
            }
        }

        if (values.Named.FirstOrDefault(resource => !entries.ContainsKey(resource.Name)) is { } missing)
        {
            throw new DistributedApplicationException($"'{missing.Name}' is left out of the manifest, but others refer to it.");
        }

        return new JsonObject { ["resources"] = entries }.ToJsonString(Readable) + '\n';
    }

    private JsonObject Entry(IResource resource) => resource switch
    {
        ParameterResource parameter => ParameterEntry.Create(parameter),
        ConnectionStringResource { Given: { } given } text => ParameterEntry.Create(given, connectionString: $"{{{text.Name}.value}}"),
        ConnectionStringResource text => Value(text),
        PostgresDatabaseResource database => Value(database),
        ProjectResource project => Project(project),
        ExecutableResource executable => Executable(executable),
        ContainerResource container => Container(container),
        AzureBicepResource template => Template(template),
        _ => throw new DistributedApplicationException($"'{resource.Name}' cannot be published: call ExcludeFromManifest."),
    };

    private JsonObject Value(IResourceWithConnectionString resource) => new()
    {
        ["type"] = "value.v0",
        ["connectionString"] = values.Text(resource, resource.ConnectionStringExpression),
    };

    private JsonObject Project(ProjectResource project)
    {
        var entry = new JsonObject
        {
            ["type"] = "project.v0",
            ["path"] = Relative(project.Annotations.OfType<ProjectAnnotation>().Single().ProjectPath),
        };
        return AddRest(entry, project);
    }

    private JsonObject Executable(ExecutableResource executable)
    {
        var entry = new JsonObject
        {
            ["type"] = "executable.v0",
            ["workingDirectory"] = Relative(executable.WorkingDirectory),
            ["command"] = executable.Command,
        };
        return AddRest(entry, executable);
    }

    private JsonObject Container(ContainerResource container)
    {
        var image = container.Annotations.OfType<ImageAnnotation>().LastOrDefault()
            ?? throw new DistributedApplicationException($"'{container.Name}' cannot be published: it has no image.");
        var entry = new JsonObject { ["type"] = "container.v0" };
        if (container is IResourceWithConnectionString client)
        {
            entry["connectionString"] = values.Text(container, client.ConnectionStringExpression);
        }

        entry["image"] = ImageName(image);
        if (container.Entrypoint is { } entrypoint)
        {
            entry["entrypoint"] = entrypoint;
        }

        return AddRest(entry, container);
    }

    private JsonObject Template(AzureBicepResource resource)
    {
        var file = resource.TemplateFile;
        if (file is null || !File.Exists(file))
        {
            throw new DistributedApplicationException($"'{resource.Name}' cannot be published: its Bicep file {file} does not exist.");
        }

        var entry = new JsonObject { ["type"] = "azure.bicep.v0", ["path"] = Relative(file) };
        if (resource.Parameters.Count > 0)
        {
            entry["params"] = Object(resource.Parameters.Select(parameter => (parameter.Key, values.Text(resource, parameter.Value))));
        }

        return entry;
    }

    private JsonObject AddRest(JsonObject entry, IResource resource)
    {
        var arguments = resource.Annotations.OfType<ArgumentsAnnotation>().SelectMany(annotation => annotation.Values).ToList();
        if (arguments.Count > 0)
        {
            entry["args"] = new JsonArray([.. arguments.Select(argument => (JsonNode)ManifestValues.Escape(argument))]);
        }

        var volumes = resource.Annotations.OfType<VolumeAnnotation>().ToList();
        if (volumes.Count > 0)
        {
            entry["volumes"] = new JsonArray([.. volumes.Select(volume => new JsonObject { ["name"] = volume.Name, ["target"] = volume.Target, ["readOnly"] = false })]);
        }

        var variables = values.Environment(resource);
        if (variables.Count > 0)
        {
            entry["env"] = Object(variables);
        }

        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count > 0)
        {
            entry["bindings"] = new JsonObject(endpoints.Select(endpoint => KeyValuePair.Create(endpoint.Name, (JsonNode?)Binding(endpoint))));
        }

        return entry;
    }

    private static JsonObject Binding(EndpointAnnotation endpoint)
    {
        var binding = new JsonObject
        {
            ["scheme"] = endpoint.Scheme,
            ["protocol"] = "tcp",
            ["transport"] = endpoint.Scheme is "http" or "https" ? "http" : "tcp",
        };
        if (endpoint.PublicPort is { } port)
        {
            binding["port"] = port;
        }

        if (endpoint.TargetPort is { } target)
        {
            binding["targetPort"] = target;
        }

        if (endpoint.IsExternal)
        {
            binding["external"] = true;
        }

        return binding;
    }

    // redis:8.6 is docker.io/library/redis:8.6, and my.registry/redis:8.6 itself.
    private static string ImageName(ImageAnnotation annotation)
    {
        var first = annotation.Image.Split('/')[0];
        var registry = first == annotation.Image ? "docker.io/library/" : first.AsSpan().ContainsAny('.', ':') || first == "localhost" ? "" : "docker.io/";
        return $"{registry}{annotation.Image}{(annotation.Tag is { } tag ? $":{tag}" : "")}";
    }

    private static JsonObject Object(IEnumerable<(string Name, string Value)> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value)));

    private string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
