#if !USE_ASPIRE
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeepWiki.AppHost.Hosting.Publishing;

namespace DeepWiki.Tests.Unit.Hosting;

[Trait("Category", "Unit")]
public sealed class ManifestWriterTests
{
    [Fact]
    public void A_container_has_its_image_volume_variables_and_ports() => AssertEntry(
        "postgres",
        """
        {"type":"container.v0","connectionString":"Host={postgres.bindings.tcp.host};Port={postgres.bindings.tcp.port};Username=postgres;Password={postgres-password.value}",
         "image":"docker.io/pgvector/pgvector:pg17","volumes":[{"name":"data","target":"/var/lib/postgresql/data","readOnly":false}],
         "env":{"POSTGRES_HOST_AUTH_METHOD":"scram-sha-256","POSTGRES_INITDB_ARGS":"--auth-host=scram-sha-256 --auth-local=scram-sha-256",
                "POSTGRES_USER":"postgres","POSTGRES_PASSWORD":"{postgres-password.value}"},
         "bindings":{"tcp":{"scheme":"tcp","protocol":"tcp","transport":"tcp","port":5433,"targetPort":5432}}}
        """,
        builder => builder.AddPostgres("postgres", port: 5433).WithImage("pgvector/pgvector", "pg17").WithDataVolume("data"));

    [Fact]
    public void A_database_is_its_server_and_a_name() => AssertEntry(
        "wikidb",
        """{"type":"value.v0","connectionString":"{postgres.connectionString};Database=other"}""",
        builder => builder.AddPostgres("postgres").AddDatabase("wikidb", "other"));

    [Theory]
    [InlineData("redis", "8", "docker.io/library/redis:8")]
    [InlineData("my.registry/redis", "8", "my.registry/redis:8")]
    [InlineData("localhost/redis", null, "localhost/redis")]
    public void An_image_has_its_registry(string image, string? tag, string expected) =>
        Assert.Equal(expected, Write(builder => builder.AddRedis("cache").WithImage(image, tag))["cache"]?["image"]?.ToString());

    [Theory]
    [InlineData("17.6", "/var/lib/postgresql/data")]
    [InlineData("pg18", "/var/lib/postgresql")]
    public void Data_lie_where_the_major_of_the_image_puts_them(string tag, string expected) => Assert.Equal(
        expected,
        Write(builder => builder.AddPostgres("postgres").WithImageTag(tag).WithDataVolume())["postgres"]?["volumes"]?[0]?["target"]?.ToString());

    [Fact]
    public void A_program_has_its_command_arguments_and_the_variable_of_its_port() => AssertEntry(
        "tool",
        """
        {"type":"executable.v0","workingDirectory":"tools","command":"npm","args":["run","{{a}}"],"env":{"PORT":"{tool.bindings.http.targetPort}"},
         "bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","port":5173,"targetPort":5174}}}
        """,
        builder => builder.AddExecutable("tool", "npm", "tools", "run", "{a}").WithHttpEndpoint(port: 5173, targetPort: 5174, name: "http", env: "PORT"));

    [Fact]
    public void A_project_listens_on_all_its_ports_and_one_without_address_on_none()
    {
        var resources = Write(builder =>
        {
            builder.AddProject<Projects.DeepWiki_ChatApi>("chatapi").WithHttpEndpoint(port: 9, targetPort: 8, name: "admin").WithArgs("--x");
            builder.AddProject<Projects.DeepWiki_Indexer>("indexer", launchProfileName: null);
        });

        Assert.Equal("{chatapi.bindings.http.targetPort};{chatapi.bindings.admin.targetPort}", resources["chatapi"]?["env"]?["HTTP_PORTS"]?.ToString());
        Assert.Equal("""["--x"]""", resources["chatapi"]?["args"]?.ToJsonString());
        Assert.Equal("""{"OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY":"in_memory"}""", resources["indexer"]?["env"]?.ToJsonString());
        Assert.Null(resources["indexer"]?["bindings"]);
    }

    [Fact]
    public void Braces_of_a_text_are_doubled_and_those_of_placeholders_are_not()
    {
        var resources = Write(builder =>
        {
            var who = builder.AddParameter("who", "{me}", publishValueAsDefault: true);
            builder.AddExecutable("tool", "sh", "/").WithEnvironment("PLAIN", "a{b}").WithEnvironment("MIXED", ReferenceExpression.Create($"a{{b}}{who}c{"{d}"}"));
        });

        Assert.Equal("""{"PLAIN":"a{{b}}","MIXED":"a{{b}}{who.value}c{{d}}"}""", resources["tool"]?["env"]?.ToJsonString());
        Assert.Equal("{me}", resources["who"]?["inputs"]?["value"]?["default"]?["value"]?.ToString());
    }

    [Fact]
    public void A_connection_string_from_outside_is_asked_for() => AssertEntry(
        "given",
        """{"type":"parameter.v0","connectionString":"{given.value}","value":"{given.inputs.value}","inputs":{"value":{"type":"string","secret":true}}}""",
        builder => builder.AddConnectionString("given"));

    [Fact]
    public void References_to_services_are_addresses_and_generated_passwords_follow_in_the_order_of_their_use()
    {
        var resources = Write(builder =>
        {
            var (second, first) = (builder.AddRedis("a-store"), builder.AddPostgres("b-store"));
            var chat = builder.AddProject<Projects.DeepWiki_ChatApi>("chatapi");
            builder.AddProject<Projects.DeepWiki_Indexer>("indexer").WithReference(chat).WithEnvironment("STORE", first).WithEnvironment("OTHER", second);
        });

        Assert.Equal(["a-store", "b-store", "chatapi", "indexer", "a-store-password", "b-store-password"], resources.Select(resource => resource.Key));
        Assert.Equal("{chatapi.bindings.https.url}", resources["indexer"]?["env"]?["services__chatapi__https__0"]?.ToString());
        Assert.Equal("{b-store.connectionString}", resources["indexer"]?["env"]?["STORE"]?.ToString());
        Assert.Equal("""{"minLength":22}""", resources["b-store-password"]?["inputs"]?["value"]?["default"]?["generate"]?.ToJsonString());
    }

    [Fact]
    public void What_is_excluded_is_left_out_with_its_password() =>
        Assert.Empty(Write(builder => builder.AddRedis("cache").ExcludeFromManifest()));

    [Fact]
    public void What_others_refer_to_cannot_be_left_out() =>
        AssertRefused("'cache' is left out of the manifest, but others refer to it.", builder =>
            builder.AddExecutable("tool", "sh", "/").WithEnvironment("CACHE", ReferenceExpression.Create($"at {builder.AddRedis("cache").ExcludeFromManifest().GetEndpoint("tcp")}")));

    [Fact]
    public void A_value_that_nobody_can_write_is_named() =>
        AssertRefused("'tool' cannot be published: it has a value of type Version.", builder =>
            builder.AddExecutable("tool", "sh", "/").WithEnvironment(context => context.EnvironmentVariables["V"] = new Version(1, 0)));

    [Fact]
    public void Properties_that_would_show_a_password_are_refused() =>
        AssertRefused("'indexer' would publish the password of 'cache' in plain variables", builder =>
            builder.AddProject<Projects.DeepWiki_Indexer>("indexer").WithReference(builder.AddRedis("cache")));

    [Fact]
    public void A_Bicep_file_that_does_not_exist_is_named() =>
        AssertRefused("'server' cannot be published: its Bicep file", builder => builder.AddBicepTemplate("server", "missing.bicep"));

    [Fact]
    public void A_generated_password_takes_no_name_that_the_graph_uses() =>
        AssertRefused("Two resources would be published as 'cache-password'.", builder =>
        {
            builder.AddRedis("cache");
            builder.AddParameter("cache-password");
        });

    private static void AssertEntry(string name, string expected, Action<IDistributedApplicationBuilder> graph) =>
        Assert.Equal(JsonNode.Parse(expected)?.ToJsonString(), Write(graph)[name]?.ToJsonString());

    private static void AssertRefused(string message, Action<IDistributedApplicationBuilder> graph) =>
        Assert.StartsWith(message, Assert.Throws<DistributedApplicationException>(() => Write(graph)).Message, StringComparison.Ordinal);

    private static JsonObject Write(Action<IDistributedApplicationBuilder> graph)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--publisher", "manifest"], IsTest = true });
        graph(builder);
        var manifest = new ManifestWriter(builder.AppHostDirectory, builder.ExecutionContext).Write(builder.Resources);
        return JsonNode.Parse(manifest)?["resources"]?.AsObject() ?? [];
    }
}
#endif
