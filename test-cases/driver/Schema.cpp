#include "Schema.h"
#include "test-cases/harness/Files.h"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace asynctidy {

std::string complaintsOf(const std::string &Name,
                         const nlohmann::json &Document) {
  using Adapter = valijson::adapters::NlohmannJsonAdapter;
  const nlohmann::json Rules =
      nlohmann::json::parse(readText(ASYNC_TIDY_SCHEMAS "/" + Name + ".json"));
  valijson::Schema Schema;
  valijson::SchemaParser().populateSchema(Adapter(Rules), Schema);
  valijson::ValidationResults Results;
  valijson::Validator().validate(Schema, Adapter(Document), &Results);
  std::string Lines;
  valijson::ValidationResults::Error Each;
  while (Results.popError(Each)) {
    for (const std::string &Step : Each.context)
      Lines += Step;
    Lines += ": " + Each.description + "\n";
  }
  return Lines;
}

} // namespace asynctidy
