var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("wikidb");
builder.AddRedisClient("redis");

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
