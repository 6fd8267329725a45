// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "ui/search_model.h"

#include <QWidget>

class QListView;
class QPushButton;
class QStackedWidget;

namespace sotto::ui {

class Label;

/// What a search found, how to narrow it, and how much it looks into.
class SearchPane final : public QWidget {
    Q_OBJECT
public:
    SearchPane(Client& client, const Clock& clock, QWidget* parent);

    /// As it is typed. An empty text shows what can be typed.
    void look(const QString& typed);
    void forget();        ///< everything of it
    void focusResults();  ///< the first one becomes current
    void rebuild();       ///< the index

Q_SIGNALS:
    void chosen(const sotto::SearchHit& hit, bool byKeyboard);
    void left();  ///< Escape

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeMessage();
    QWidget* makeFoot();
    void onPage(const SearchPage& page);
    void setCoverage(const SearchCoverage& coverage);
    void onIndexButton();
    void refresh();
    QString coverageText() const;

    Client& m_client;
    const Clock& m_clock;
    SearchModel m_model;
    QStackedWidget* m_stack;
    QListView* m_list;
    Label* m_heading;
    Label* m_message;
    Label* m_filters;
    Label* m_unclear;
    Label* m_coverageText;
    QPushButton* m_index;
    SearchCoverage m_coverage;
    bool m_knowsCoverage = false;
    QString m_typed;
    quint32 m_ticket = 0;
    bool m_isLooking = false;
};

}  // namespace sotto::ui
